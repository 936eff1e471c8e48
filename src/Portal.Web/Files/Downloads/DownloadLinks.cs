using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Files.Downloads;

/// <summary>What the address of a download stands for.</summary>
public sealed record DownloadTicket(string Kind, DownloadKey Key, Id<Person> Person, DateTime Until);

/// <summary>Addresses under which one person gets one file for a short while. They are sealed: nobody can make or change one.</summary>
public sealed class DownloadLinks(IDataProtectionProvider protection, DownloadOptions options, TimeProvider clock)
{
    /// <summary>Long enough to begin a download and to go on with it after a cut; afterwards its page gives another.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly IDataProtector _protector = protection.CreateProtector("downloads");

    /// <param name="kind">Of an <see cref="IDownloadSource"/>.</param>
    /// <param name="key">The file within it.</param>
    /// <param name="name">What it is called; only to be read, and by programs that name a file after its address.</param>
    /// <param name="person">Who gets it.</param>
    public string To(string kind, DownloadKey key, string name, CurrentPerson person)
    {
        var ticket = _protector.Protect(JsonSerializer.Serialize(new DownloadTicket(kind, key, person.Id, clock.UtcNow() + Lifetime)));
        var path = $"{DownloadOptions.Path}/{ticket}/{Uri.EscapeDataString(name)}";
        return options.Origin is null ? path : new Uri(options.Origin, path).AbsoluteUri;
    }

    /// <returns>Null when it is not one of ours. One whose time is over is still read, so that it can lead to its page.</returns>
    public DownloadTicket? Read(string ticket)
    {
        try
        {
            return JsonSerializer.Deserialize<DownloadTicket>(_protector.Unprotect(ticket));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
