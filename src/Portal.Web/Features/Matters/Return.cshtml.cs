using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Domain.People;
using Portal.Web.Security;

namespace Portal.Web.Features.Matters;

/// <summary>What one agency returned, standard by standard, with its own score and the moderated one side by side.</summary>
[Authorize(Policies.AskedByProcess)]
public sealed class ReturnModel(ReturnReader reader) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<Matter> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Id<Post> Post { get; set; }

    public ShownReturn Shown { get; private set; } = null!;

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, Post, ct);
        return null;
    }
}
