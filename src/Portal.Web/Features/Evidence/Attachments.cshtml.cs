using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Web.Files;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Evidence;

/// <summary>Choosing attachments of a saved email that become items of their own.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class AttachmentsModel(PortalDbContext db, TakeAttachments take, CurrentPerson me) : PortalPage
{
    [FromRoute]
    public Id<EvidenceItem> Id { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    public string Title { get; private set; } = "";

    public IReadOnlyList<EmailAttachment> Attachments { get; private set; } = [];

    public string? ChoiceError => ModelState["Input.Numbers"]?.Errors is { Count: > 0 } errors ? string.Join(" ", errors.Select(e => e.ErrorMessage)) : null;

    /// <summary>All, until the person says otherwise.</summary>
    public bool IsChosen(int number) => !HttpMethods.IsPost(Request.Method) || Input.Numbers.Contains(number);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Input.Numbers.Count == 0)
        {
            ModelState.AddModelError("Input.Numbers", "Choose an attachment");
            return Invalid();
        }

        var taken = await take.FromAsync(Id, [.. Input.Numbers], ct);
        foreach (var words in taken.Refused)
        {
            ModelState.AddModelError("Input.Numbers", words);
        }

        foreach (var item in taken.AlreadyThere)
        {
            ModelState.AddModelError("Input.Numbers", $"“{item.Title}” in your library has the same file already.");
        }

        if (taken.Added.Count == 0)
        {
            return Invalid();
        }

        var left = ChoiceError is { } refusals ? $" {refusals}" : "";
        Notice($"{(taken.Added.Count == 1 ? "1 attachment was" : $"{taken.Added.Count} attachments were")} added to the library.{left}");
        return RedirectToPage("Describe", new { item = taken.Added.Select(a => a.Id.ToString()).ToArray() });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var item = await db.EvidenceItems.AsNoTracking().FirstOrDefaultAsync(e => e.Id == Id && e.WithdrawnAt == null, ct);
        if (item is null)
        {
            return NotFound();
        }

        if (!me.AddsEvidenceTo(item.BodyId))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        Title = item.Title;
        Attachments = await take.OfAsync(item, ct);
        return null;
    }

    public sealed record Form
    {
        public IList<int> Numbers { get; init; } = [];
    }
}
