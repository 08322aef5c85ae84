"""Curriculum, guideline, environment and evidence as pages; later enrolment and progress."""
