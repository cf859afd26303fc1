using System.Globalization;
using MissionControl.Web.Api.Intake;

namespace MissionControl.Web.Api.Doors;

/// <summary>Fields that a sender always sends: without them it is not their message.</summary>
internal static class RequiredFields
{
    private const string Missing = "This is missing: send the message as it comes, without a template.";

    public static string Need(this JsonFields fields, string name)
    {
        if (fields.Text(name) is { Length: > 0 } text)
            return text;
        fields.Refuse(name, Missing);
        return "";
    }

    public static JsonFields? NeedFields(this JsonFields fields, string name)
    {
        var inside = fields.Fields(name);
        if (inside is null)
            fields.Refuse(name, Missing);
        return inside;
    }

    /// <summary>A whole number, as text.</summary>
    public static string NeedNumber(this JsonFields fields, string name)
    {
        if (fields.Number(name) is { } number)
            return number.ToString("0", CultureInfo.InvariantCulture);
        fields.Refuse(name, Missing);
        return "";
    }
}
