using System.Text.Encodings.Web;
using System.Text.Json;
using MissionControl.Core.Catalog.Sections;

namespace MissionControl.Core.Catalog;

/// <summary>The JSON Schema (draft 2020-12) of a catalog file, for editors; written from the same keys the reader reads by.</summary>
public static class CatalogSchema
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The whole document, ending in a line break.</summary>
    public static string Write()
    {
        var schema = FileSection.Shape.Schema();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "Mission Control catalog");
        schema.Insert(2, "description", "One file of a catalog folder; files are merged. Written by: MissionControl.Web check-catalog --schema");
        return schema.ToJsonString(Readable) + "\n";
    }
}
