"""What a family is told, by whom and on what grounds; and how he comes home: a prisoner, a wounded man, a body."""
