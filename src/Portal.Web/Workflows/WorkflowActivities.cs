using Portal.Workflow.Definitions;

namespace Portal.Web.Workflows;

/// <summary>The portal's own activities by the name that definitions use.</summary>
public sealed class WorkflowActivities
{
    private readonly Dictionary<string, Type> _implementations;

    internal WorkflowActivities(IEnumerable<(ActivityType Type, Type Implementation)> registered)
    {
        var all = registered.ToList();
        _implementations = all.ToDictionary(r => r.Type.Name, r => r.Implementation, StringComparer.Ordinal);
        Catalogue = ActivityCatalogue.BuiltIn.With(all.Select(r => r.Type));
    }

    /// <summary>Everything a definition may use.</summary>
    public ActivityCatalogue Catalogue { get; }

    internal IWorkflowActivity Make(string name, IServiceProvider services) =>
        (IWorkflowActivity)services.GetRequiredService(_implementations[name]);
}
