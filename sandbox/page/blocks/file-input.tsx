import type { ElementProps } from './surface.ts';
import { isObject, word, type JsonObject } from './json.ts';

/** Files from this machine: they go to the emulated Slack, and nowhere else. */
export function FileInput({ place, surface, labelledBy, describedBy, invalid = false }: ElementProps) {
  const entry = surface.entryOf(place);
  const files = Array.isArray(entry) ? entry.filter((one: string | JsonObject) => isObject(one)) : [];
  const { filetypes } = place.element;
  const take = async (list: FileList | null): Promise<void> => {
    const uploaded = await Promise.all([...(list ?? [])].map((file) => surface.upload(file)));
    surface.put(place, uploaded.filter((file) => file !== undefined));
  };
  return (
    <div>
      <input type="file" className="field" multiple={place.element['max_files'] !== 1} aria-invalid={invalid} aria-labelledby={labelledBy} aria-describedby={describedBy}
        {...(Array.isArray(filetypes) ? { accept: filetypes.map((type) => `.${String(type)}`).join(',') } : {})} onChange={(event) => void take(event.target.files)} />
      {files.length > 0 && <p className="hint">{files.map((file) => word(file['name'])).join(', ')}</p>}
    </div>
  );
}
