import type { IncidentName } from './script.ts'

/** Worked out by hand from the answers: times in UTC and the spans between the canonical moments. */
export const computed: Readonly<Record<IncidentName, readonly string[]>> = {
  // UTC-7; noticed about 11:20, restored 15:11: 3 h 51 min.
  'mybinder-2018-07-30': [
    ...['2018-07-30', '18:20', '18:22', '19:19', '20:29', '20:41', '21:01', '21:16', '21:45', '22:11'],
    ...['3', '51', '07:00'],
    '13:29', // "1:29pm"
  ],
  // CET, UTC+1 in January; started 11:00, noticed 14:35 (3 h 35 min), restored 18:00 (7 h; 3 h 25 min after the notice),
  // first response 9:00 the next morning (18 h 25 min after the notice).
  'mybinder-2022-01-27': [
    ...['2022-01-27', '2022-01-28', '01-27', '01-28', '27', '28', '10:00', '13:35', '17:00', '08:00', '09:00'],
    ...['3', '35', '7', '25', '18', '01:00'],
  ],
  // London, UTC+1 in September; started 11:22, detected 11:24 (2 min), restored 11:33 or all clear 11:40.
  'moj-2024-09-20': [
    ...['2024-09-20', '10:21', '10:22', '10:24', '10:26', '10:30', '10:32', '10:33', '10:40'],
    ...['2', '8', '9', '11', '16', '18'],
    ...['100', '50'], // %, the share of "all services" and the guide's for S1
  ],
}
