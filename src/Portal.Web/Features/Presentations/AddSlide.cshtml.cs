using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.Presentations;
using Portal.Web.Security;

namespace Portal.Web.Features.Presentations;

/// <summary>Adding a slide of the body's own words.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class AddSlideModel(PresentationReader reader, EditPresentation edit) : EditorPage(reader)
{
    [BindProperty]
    public Form Input { get; set; } = new();

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Id<Slide> added = default;
        var after = Places.Find(Input.After);
        await edit.ChangeAsync(Id, (p, at) => added = p.AddSlide(Input.Title, [.. Input.Points.Select(r => r.Text ?? "")], after, at).Id, "presentation-changed", ct);
        Notice("The slide is added.");
        return RedirectToPage("Edit", null, new { id = Id }, $"slide-{added}");
    }

    /// <summary>A field for a point.</summary>
    public SlideModel.Row RowOf(int i) => new() { Text = Input.Points[i].Text, Number = i + 1 };

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var refused = await base.LoadAsync(ct);
        Input.Points = [.. Input.Points.Take(Slide.MostStatements), .. Enumerable.Range(0, Math.Max(0, Slide.MostStatements - Input.Points.Count)).Select(_ => new SlideModel.Point())];
        return refused;
    }

    public sealed class Form
    {
        public string? Title { get; set; }

        public IList<SlideModel.Point> Points { get; set; } = [];

        public string? After { get; set; }
    }
}
