using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using MissionControl.Core.People.Accounts;

namespace MissionControl.Web.Account;

/// <summary>
/// The framework's keys in our database. Those of a folder, where they lay before, are taken over once, into a database that has none.
/// </summary>
internal sealed class KeptKeys(IProtectionKeys kept, string folder) : IXmlRepository
{
    private readonly Lock _gate = new();
    private bool _lookedForFiles;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var keys = kept.Read();
        lock (_gate)
        {
            if (keys.IsEmpty && !_lookedForFiles && Directory.Exists(folder))
            {
                kept.Add([.. Directory.EnumerateFiles(folder, "*.xml").Select(static file => new ProtectionKey(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file)))], "taken over");
                keys = kept.Read();
            }

            _lookedForFiles = true;
        }

        return [.. keys.Select(static xml => XElement.Parse(xml))];
    }

    public void StoreElement(XElement element, string friendlyName) =>
        kept.Add([new(string.IsNullOrEmpty(friendlyName) ? Guid.NewGuid().ToString() : friendlyName, element.ToString(SaveOptions.DisableFormatting))], "made");
}
