"""People and what the academy keeps for them."""

from .user import User, UserManager

__all__ = ["User", "UserManager"]
