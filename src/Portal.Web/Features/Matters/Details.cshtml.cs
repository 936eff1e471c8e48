using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Workflows;

namespace Portal.Web.Features.Matters;

/// <summary>One matter: how far it is, who is waited for, and what has happened.</summary>
[Authorize(Policies.AskedByProcess)]
public sealed class DetailsModel(PortalDbContext db, MatterReader reader, ReturnReader returns, CurrentPerson me) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<Matter> Id { get; set; }

    public ShownMatter Shown { get; private set; } = null!;

    public CaseStory Story { get; private set; } = null!;

    public string OpenedBy { get; private set; } = "";

    /// <summary>What agencies return in it, as far as this person sees it.</summary>
    public IReadOnlyList<ShownReturn> Returns { get; private set; } = [];

    /// <summary>What waits for the present person.</summary>
    public IReadOnlyList<CaseStory.Waiting> Mine => [.. Story.WaitingFor.Where(w => me.Posts.Any(p => p.Id == w.PostId))];

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        Story = await reader.StoryAsync(Shown, ct);
        Returns = await returns.OfAsync(Shown, ct);
        OpenedBy = await db.People.Where(p => p.Id == Shown.Matter.OpenedBy).Select(p => p.Name).FirstAsync(ct);
        return null;
    }
}
