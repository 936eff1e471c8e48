using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Frameworks;
using Portal.Web.Frameworks;
using Portal.Web.Security;

namespace Portal.Web.Features.Frameworks;

/// <summary>What changed from the version that this one replaces, criterion by criterion.</summary>
[Authorize(Policies.SignedIn)]
public sealed class CompareModel(FrameworkLibrary library) : PortalPage
{
    [FromRoute(Name = "code")]
    public string Code { get; init; } = "";

    [FromRoute(Name = "version")]
    public int Version { get; init; }

    public Framework Framework { get; private set; } = null!;

    /// <summary>Null for a first version.</summary>
    public Framework? Earlier { get; private set; }

    public IReadOnlyList<CriterionChange> Changes { get; private set; } = [];

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Framework = await library.GetAsync(Code, Version, ct);
        if (Framework.Replaces is { } replaces)
        {
            Earlier = await library.GetAsync(Code, replaces.Version, ct);
            Changes = CriterionChange.Between(Earlier, Framework, await library.DescentAsync(Earlier, Framework, ct));
        }

        return null;
    }
}
