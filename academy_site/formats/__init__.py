"""How a language writes dates and times, where Django's way is not ours. A folder a language."""
