namespace Portal.Web.Jobs;

/// <summary>
/// A piece of background work. It may be run again after it was broken off at any point, and therefore must be able to find its own work
/// done or half done. It sees every body's records.
/// </summary>
public interface IPortalJob
{
    /// <param name="subject">Id of what it works on; for a recurring job its name.</param>
    /// <param name="ct">Cancelled when the portal stops, or when the work was given to somebody else because its lease ran out.</param>
    Task RunAsync(string subject, CancellationToken ct);
}
