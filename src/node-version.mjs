/** The oldest Node that runs TypeScript as it is, without a flag. */
const OLDEST = /** @type {const} */ ([22, 18]);

/**
 * Why this Node cannot run the project; undefined when it can.
 * @param {string} version as in `process.versions.node`.
 * @returns {string | undefined}
 */
export function nodeProblem(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return undefined;
  return `This is Node ${version}, and Conference needs ${OLDEST.join('.')} or newer. \`npm start\` runs the right one, which \`npm ci\` has installed beside the project.`;
}
