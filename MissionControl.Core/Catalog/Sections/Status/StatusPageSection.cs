using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.StatusPage;

namespace MissionControl.Core.Catalog.Sections.Status;

/// <summary><c>statusPage:</c> how the public status page is called and looks.</summary>
internal static class StatusPageSection
{
    private static readonly Key<string> Name = Key.Optional("name", TextShape.Line(80), "At the top of the page, such as 'Unicorn Rentals status'. Public.");
    private static readonly Key<string> Intro = Key.Optional("intro", TextShape.Lines(500), "For whom the page is. Public.");
    private static readonly Key<string> Contact = Key.Optional("contact", TextShape.Lines(500), "How to reach a person. Public.");
    private static readonly Key<string> Colour = Key.Optional("colour", ColourShape.On(ColourShape.LightSurface), "Of links, #rrggbb; must be readable on white.");
    private static readonly Key<string> ColourInDark = Key.Optional("colourInDark", ColourShape.On(ColourShape.DarkSurface), "Of links on dark, #rrggbb; must be readable on #171b20.");
    private static readonly Key<string> Logo = Key.Optional("logo", LogoShape.Picture, "A small picture before the name, up to 6 KB: '<svg …>' as text, or 'data:image/png;base64,…'. Public.");

    public static readonly Shape<StatusPageDefinition> Shape = new ObjectShape<StatusPageDefinition>(
        "a status page",
        [Name, Intro, Contact, Colour, ColourInDark, Logo],
        static fields => new(fields.Get(Name, ""), fields.Get(Intro, ""), fields.Get(Contact, ""), fields.Find(Colour), fields.Find(ColourInDark)) { Logo = fields.Find(Logo) });
}
