using Portal.Domain.Frameworks;
using Portal.Web.Seeding;

namespace Portal.Web.Frameworks;

/// <summary>The text of a framework as it would be published.</summary>
/// <param name="Framework">What was read; null where the text has faults of its own.</param>
/// <param name="Faults">Everything that stands in the way of publishing it.</param>
/// <param name="Replaced">The version it takes the place of; null for a first one.</param>
/// <param name="Changes">What it changes in that version; empty where there is none.</param>
public sealed record ExaminedFramework(
    Framework? Framework, IReadOnlyList<SeedFault> Faults, Framework? Replaced, IReadOnlyList<CriterionChange> Changes);
