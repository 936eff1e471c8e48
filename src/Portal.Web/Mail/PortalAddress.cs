namespace Portal.Web.Mail;

/// <summary>Where people reach the portal; configuration key <c>Portal:BaseUrl</c>. Mails need it, for they are read elsewhere.</summary>
public sealed class PortalAddress
{
    private readonly string root;

    /// <exception cref="InvalidOperationException">It is not an absolute http or https address.</exception>
    public PortalAddress(string baseUrl)
    {
        if (!Uri.TryCreate(baseUrl, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
        {
            throw new InvalidOperationException($"Configuration Portal:BaseUrl is not an absolute http or https address: '{baseUrl}'.");
        }

        root = uri.GetLeftPart(UriPartial.Path).TrimEnd('/');
    }

    /// <summary>The absolute address of a page of this portal.</summary>
    /// <param name="sitePath">Site-relative, as in <c>/self-assessments/overview/…</c>.</param>
    public string Of(string sitePath) => $"{root}/{sitePath.TrimStart('/')}";
}
