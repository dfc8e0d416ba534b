"""What is done when: jobs as data, the slots they are done in, and what doing them means."""
