/** Imports each module that it is given, and prints how many names each of them exports. */
const counts = {};
for (const name of process.argv.slice(2)) counts[name] = Object.keys(await import(name)).length;
console.log(JSON.stringify(counts));
