using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.Presentations;
using Portal.Web.Security;

namespace Portal.Web.Features.Presentations;

/// <summary>Adding a chart: the grades beside those of the last cycle, the evidence behind the judgements, or a measure that is typed in.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class AddChartModel(PresentationReader reader, EditPresentation edit) : EditorPage(reader)
{
    [BindProperty]
    public Form Input { get; set; } = new();

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Input.Kind is not { } kind)
        {
            ModelState.AddModelError("Input.Kind", "Choose what the chart shows");
            return Invalid();
        }

        var chart = kind switch
        {
            SlideChartKind.Grades => await edit.GradesAsync(Shown.Presentation, ct),
            SlideChartKind.Coverage => await edit.CoverageAsync(Shown.Presentation, ct),
            _ => SlideChart.Measured(Input.Unit, Input.Figures),
        };
        Id<Slide> added = default;
        await edit.ChangeAsync(Id, (p, at) => added = p.AddChart(Input.Title, chart, Places.Find(Input.After), at).Id, "presentation-changed", ct);
        Notice("The chart is added.");
        return RedirectToPage("Edit", null, new { id = Id }, $"slide-{added}");
    }

    public sealed record Form
    {
        public string? Title { get; init; }

        public SlideChartKind? Kind { get; init; }

        public string? Unit { get; init; }

        public string? Figures { get; init; }

        public string? After { get; init; }
    }
}
