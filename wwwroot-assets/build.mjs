// Copies what the pages load from npm packages and our own sources into MissionControl.Web/wwwroot/lib.
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const lib = join(here, '..', 'MissionControl.Web', 'wwwroot', 'lib');
mkdirSync(lib, { recursive: true });
copyFileSync(join(here, 'node_modules/apexcharts/dist/apexcharts.min.js'), join(lib, 'apexcharts.min.js'));
for (const folder of ['css', 'js', 'icons'])
  for (const name of readdirSync(join(here, folder)))
    copyFileSync(join(here, folder, name), join(lib, name));
