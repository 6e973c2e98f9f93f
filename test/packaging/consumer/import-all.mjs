/** Imports the given modules, and prints the number of exports of each. */
const counts = {};
for (const name of process.argv.slice(2)) counts[name] = Object.keys(await import(name)).length;
console.log(JSON.stringify(counts));
