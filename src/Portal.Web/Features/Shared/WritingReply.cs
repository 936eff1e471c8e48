using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Portal.Web.Time;

namespace Portal.Web.Features.Shared;

/// <summary>What a page on which people write answers to its script, <c>writing.js</c>.</summary>
internal static class WritingReply
{
    /// <summary>What was typed cannot be saved: the errors by field.</summary>
    public static JsonResult Invalid(ModelStateDictionary state) =>
        new(new { errors = state.Where(e => e.Value!.Errors.Count > 0).ToDictionary(e => e.Key, e => e.Value!.Errors[0].ErrorMessage) }) { StatusCode = StatusCodes.Status400BadRequest };

    /// <summary>Somebody else saved the same fields first.</summary>
    public static JsonResult Clash(string by, DateTime at) => new(new { first = by, at = at.ClockTime() }) { StatusCode = StatusCodes.Status409Conflict };

    /// <summary>It is saved.</summary>
    /// <param name="at">When, in UTC.</param>
    /// <param name="versions">The version that each text is now at, by the name of the field that holds it.</param>
    /// <param name="joinedWith">Who wrote in other fields meanwhile; null where nobody did.</param>
    /// <param name="joined">The fields as they are saved now, by name, where somebody did.</param>
    public static JsonResult Saved(DateTime at, IReadOnlyDictionary<string, int> versions, string? joinedWith, IReadOnlyDictionary<string, string> joined) =>
        new(new { saved = at.ClockTime(), versions, joinedWith, joined });

    /// <summary>Who else writes here, and who has saved since the writer was shown the text; null where nobody has.</summary>
    public static JsonResult Others(IReadOnlyList<string> others, IReadOnlyDictionary<string, int> versions, string? first, DateTime? at) =>
        new(new { others, versions, first, at = at?.ClockTime() });
}
