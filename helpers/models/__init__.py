"""The science of the course: pure functions, numbers in and numbers out."""
