"""The package physics (and braket): its commands, by kind; `commands` is the whole of it."""
