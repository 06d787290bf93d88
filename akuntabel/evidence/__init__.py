"""Floor 4: what was done. Records in the registers that a pack defines."""
