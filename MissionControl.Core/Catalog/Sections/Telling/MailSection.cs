using System.Text.RegularExpressions;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Sections.Sources;

namespace MissionControl.Core.Catalog.Sections.Telling;

/// <summary><c>mail:</c> the server that takes our e-mail.</summary>
internal static partial class MailSection
{
    private static readonly Key<string> Host = Key.Required("host", SecretShape.Header, "Its name, for example smtp.example.org.");
    private static readonly Key<int> Port = Key.Optional("port", new WholeNumberShape(1, 65535), "Default 587, with tls: implicit 465.");
    private static readonly Key<MailTls> Tls = Key.Optional("tls", WordShape<MailTls>.Small("a way to encrypt"), "starttls (default): must go on encrypted. implicit: encrypted from the first byte. none: never, on this machine only.");
    private static readonly Key<string> From = Key.Required("from", new EmailShape(), "The address our e-mail comes from.");
    private static readonly Key<string> User = Key.Optional("user", SecretShape.Header, "May be ${env:NAME} or ${file:PATH}.");
    private static readonly Key<string> Password = Key.Optional("password", SecretShape.Anything, "${env:NAME} or ${file:PATH}.");
    private static readonly Key<string> Ca = Key.Optional("ca", new FileShape(), "A PEM file with the certificate authorities to trust instead of the system's, relative to the catalog folder.");

    public static readonly Shape<MailServer> Shape = new ObjectShape<MailServer>("a mail server", [Host, Port, Tls, From, User, Password, Ca], Build);

    private static MailServer Build(Fields fields)
    {
        var host = fields.Get(Host, "");
        var tls = fields.Get(Tls, MailTls.Starttls);
        if (fields.Has(Host) && host.Length > 0 && !HostName().IsMatch(host))
            fields.Problem(Host, "expected the name or number of a host, without port or scheme");
        if (tls == MailTls.None && !SecureUrlShape.IsLoopback(host))
            fields.Problem(Tls, "e-mail may go unencrypted to this machine only (host: 127.0.0.1)");
        if (fields.Has(User) != fields.Has(Password))
            fields.Problem(fields.Has(User) ? User : Password, "give 'user' and 'password' together");
        return new(host, fields.Get(Port, tls == MailTls.Implicit ? 465 : 587), tls, fields.Get(From, ""))
        {
            User = fields.Find(User),
            Password = fields.Find(Password),
            CaFile = fields.Find(Ca),
        };
    }

    [GeneratedRegex(@"^[A-Za-z0-9.:\[\]-]{1,253}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex HostName();
}
