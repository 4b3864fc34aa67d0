"""What is done with strangers' bytes inside the locked room: nothing here runs anywhere else."""
