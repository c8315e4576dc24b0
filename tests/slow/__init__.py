"""What takes long: kills, many editors, full disks."""
