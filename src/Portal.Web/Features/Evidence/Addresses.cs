using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;

namespace Portal.Web.Features.Evidence;

/// <summary>The pages of a self-assessment to which pages of evidence lead back.</summary>
internal static class Addresses
{
    /// <summary>Where a criterion is answered.</summary>
    public static string? Answer(this IUrlHelper url, Id<SelfAssessment> of, string criterionId) =>
        url.Page("/SelfAssessments/Answer", new { id = of, criterionId });

    /// <summary>The overview of a self-assessment.</summary>
    public static string? Assessment(this IUrlHelper url, Id<SelfAssessment> of) => url.Page("/SelfAssessments/Overview", new { id = of });
}
