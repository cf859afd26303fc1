using System.Security.Cryptography;
using System.Text;

namespace MissionControl.Core.Incidents.Following;

/// <summary>The key of something that happened, made of what happened: noted again, also after a restart, it is the same and is not noted twice.</summary>
internal static class HappeningKey
{
    public static Guid Of(params ReadOnlySpan<string> parts) => new(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))).AsSpan(0, 16));

    public static Guid Of(string what, string id, DateTimeOffset at) => Of(what, id, at.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
