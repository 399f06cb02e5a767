export const doctor = {
  'doctor.title': 'Doctor',
} as const
