using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Domain.Common;
using Portal.Domain.Presentations;

namespace Portal.Web.Features.Presentations;

/// <summary>Where a new slide can come.</summary>
internal static class Places
{
    public static IReadOnlyList<SelectListItem> Of(Presentation presentation) =>
        [.. presentation.Slides.Select(s => new SelectListItem($"After {s.Number}. {s.Slide.Title}", s.Slide.Id.ToString()))];

    /// <returns>Null for the end.</returns>
    public static Id<Slide>? Find(string? chosen) => Id<Slide>.TryParse(chosen, null, out var slide) ? slide : null;
}
