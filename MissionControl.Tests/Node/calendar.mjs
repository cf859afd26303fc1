// Reads a calendar as a calendar program does, and prints its events. Usage: node calendar.mjs FILE
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], 'utf8')));
console.log(JSON.stringify(calendar.getAllSubcomponents('vevent').map(one => new ICAL.Event(one)).map(event => ({
  uid: event.uid,
  sequence: event.sequence,
  title: event.summary,
  text: event.description,
  from: event.startDate.toJSDate().toISOString(),
  to: event.endDate.toJSDate().toISOString(),
  status: event.component.getFirstPropertyValue('status'),
}))));
