using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Web.Security;

namespace Portal.Web.Features.Matters;

/// <summary>The returns of all agencies side by side, for those who moderate them and write the report.</summary>
[Authorize(Policies.AskedByProcess)]
public sealed class ReturnsModel(MatterReader matters, ReturnReader reader) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<Matter> Id { get; set; }

    public ShownMatter Shown { get; private set; } = null!;

    public IReadOnlyList<ShownReturn> Returns { get; private set; } = [];

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await matters.ShowAsync(Id, ct);
        Returns = await reader.OfAsync(Shown, ct);
        return Shown.SeenPosts is null && Returns.Count > 0 ? null : NotFound();
    }
}
