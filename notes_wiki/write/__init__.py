"""Pages -> the output folder, and what is remembered between builds."""
