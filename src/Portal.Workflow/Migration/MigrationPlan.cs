namespace Portal.Workflow.Migration;

/// <summary>What a migration of one instance would do.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="FromVersion">Version it runs on.</param>
/// <param name="ToVersion">Version it would run on.</param>
/// <param name="Lines">Each open activity and each variable that changes, with what becomes of it.</param>
/// <param name="Warnings">What is possible but may surprise.</param>
public sealed record MigrationPlan(
    string InstanceId, int FromVersion, int ToVersion, IReadOnlyList<MigrationLine> Lines, IReadOnlyList<string> Warnings)
{
    /// <summary>True if everything has its place.</summary>
    public bool IsPossible => Lines.All(l => l.Maps);
}

/// <summary>What becomes of one open activity, or of a variable or the instance as a whole.</summary>
/// <param name="ActivityId">Id in the version it runs on; null for a variable or the instance.</param>
/// <param name="NewActivityId">Id in the new version; null if it has no place there.</param>
/// <param name="Maps">False stands in the way of the migration.</param>
/// <param name="Reason">In words.</param>
public sealed record MigrationLine(string? ActivityId, string? NewActivityId, bool Maps, string Reason);
