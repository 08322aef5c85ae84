"""Ground floor: who is who. Accounts now; schools, roles and consent with the issues that need them."""
