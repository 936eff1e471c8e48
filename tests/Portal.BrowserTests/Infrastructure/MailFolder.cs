using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Portal.Web.Files;

namespace Portal.BrowserTests.Infrastructure;

/// <summary>The mails that the portal has sent, as their readers get them.</summary>
internal static partial class MailFolder
{
    /// <summary>Waits for a mail to an address in which a link to a place of the portal stands.</summary>
    /// <param name="site">The portal.</param>
    /// <param name="email">The address.</param>
    /// <param name="place">What the link's path begins with; a token follows.</param>
    public static async Task<string> LinkToAsync(PortalSite site, string email, string place)
    {
        var folder = site.Services.GetRequiredService<DataDirectory>().Root;
        string? found = null;
        await Eventually.TrueAsync(
            () =>
            {
                found = Directory.EnumerateFiles(folder, "*.eml", SearchOption.AllDirectories).Select(File.ReadAllText).Where(m => m.Contains(email, StringComparison.Ordinal))
                    .SelectMany(m => Path().Matches(m.Replace("=\r\n", "", StringComparison.Ordinal).Replace("=\n", "", StringComparison.Ordinal)))
                    .Select(m => m.Value).FirstOrDefault(l => l.StartsWith(place, StringComparison.Ordinal));
                return Task.FromResult(found is not null);
            },
            "the mail with the link is sent");
        return found!;
    }

    [GeneratedRegex("(?<=[a-z0-9])/[a-z-]+(?:/[A-Za-z0-9_-]+)+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Path();
}
