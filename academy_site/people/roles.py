"""Groups of people who work in the admin. Their rights are loaded by the starter."""

TEACHER_EDUCATORS = "Teacher educators"
TRANSLATORS = "Translators"
STEWARDS = "Stewards"

GROUPS = (TEACHER_EDUCATORS, TRANSLATORS, STEWARDS)
