"""Notes -> Graph: targets, numbers, backlinks. Pure, no I/O."""
