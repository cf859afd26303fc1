using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;

namespace MissionControl.Web.Shared;

/// <summary>
/// Raw HTML that cannot forget to encode: <c>Markup.Of($"&lt;b&gt;{name}&lt;/b&gt;")</c> takes the literal parts as they are
/// and encodes whatever stands in a hole, unless that is markup itself. Attributes need double quotes.
/// </summary>
internal static class Markup
{
    public static MarkupString Of(ref Writer writer) => new(writer.Finish());

    [InterpolatedStringHandler]
    public readonly ref struct Writer(int literalLength, int formattedCount)
    {
        // Letters of any language stay as they are: shorter, and as safe.
        private static readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);
        private readonly StringBuilder _text = new(literalLength + (16 * formattedCount));

        public void AppendLiteral(string literal) => _text.Append(literal);

        public void AppendFormatted(string? words) => _text.Append(_encoder.Encode(words ?? ""));

        public void AppendFormatted(MarkupString markup) => _text.Append(markup.Value);

        internal string Finish() => _text.ToString();
    }
}
