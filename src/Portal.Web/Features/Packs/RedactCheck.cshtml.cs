using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Packs;

/// <summary>Looking once more at what is withheld before the redacted pack is made: where the words stand, and which files hold them still.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class RedactCheckModel(PortalDbContext db, RedactPack redact, RedactionCheck check) : RedactionPage(db, redact)
{
    private readonly RedactPack _redact = redact;

    /// <summary>What is asked for is what was looked at.</summary>
    public int Changes { get; private set; }

    public CheckedRedaction Shown { get; private set; } = new([], [], [], []);

    public async Task<IActionResult> OnPostAsync(int seen, CancellationToken ct)
    {
        var made = await _redact.MakeAsync(Id, seen, ct);
        Notice("The redacted pack is being assembled");
        return Go("Details", new { id = made });
    }

    protected override async Task PrepareAsync(CancellationToken ct)
    {
        if (await _redact.OpenAsync(Version.Id, ct) is { } open)
        {
            (Changes, Shown) = (open.Changes, await check.OfAsync(open, Version, ct));
        }
    }
}
