"""Ground floor: the abstract page, shared blocks, vocabulary, languages and serving."""
