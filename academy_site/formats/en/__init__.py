"""English as it is written in Britain, whose words the source uses."""
