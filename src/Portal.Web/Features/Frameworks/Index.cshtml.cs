using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Frameworks;
using Portal.Domain.People;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Frameworks;

/// <summary>The inspection frameworks, every published version of each.</summary>
[Authorize(Policies.SignedIn)]
public sealed class IndexModel(PortalDbContext db, FrameworkLibrary library, CurrentPerson me) : PortalPage
{
    public IReadOnlyList<Framework> Frameworks { get; private set; } = [];

    /// <summary>Whether the present person writes frameworks.</summary>
    public bool Writes => me.Holds(PostRole.FrameworkAuthor);

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var published = await db.Set<PublishedFramework>().OrderBy(f => f.Title).ThenByDescending(f => f.Version)
            .Select(f => new { f.Code, f.Version }).Take(100).ToListAsync(ct);
        var frameworks = new List<Framework>(published.Count);
        foreach (var version in published)
        {
            frameworks.Add(await library.GetAsync(version.Code, version.Version, ct));
        }

        Frameworks = frameworks;
        return null;
    }
}
