// Reads a status page as a client of Statuspage does, and prints what it found. Usage: node statuspage.mjs ADDRESS
import client from 'statuspage.io';

const page = new client.Statuspage('page');
page.setApiUrl(process.argv[2]);
const { components } = await page.api.getComponents();
const { status } = await page.api.getStatus();
const summary = await page.api.getSummary();
const all = await page.api.incidents.getAll();
const open = await page.api.incidents.getUnresolved();
const upcoming = await page.api.scheduledMaintenances.getUpcoming();
const active = await page.api.scheduledMaintenances.getActive();
console.log(JSON.stringify({
  components: components.map(one => `${one.name}: ${one.status}`),
  indicator: status.indicator,
  page: summary.page.name,
  incidents: all.incidents.map(one => `${one.name}: ${one.status}`),
  open: open.incidents.map(one => `${one.name}: ${one.impact}, ${one.incident_updates.length} updates`),
  upcoming: upcoming.scheduled_maintenances.length,
  active: active.scheduled_maintenances.length,
}));
