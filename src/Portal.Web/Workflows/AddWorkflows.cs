using Portal.Web.Calendars;
using Portal.Web.Jobs;
using Portal.Workflow.Definitions;
using Portal.Workflow.Engine;

namespace Portal.Web.Workflows;

/// <summary>Wires the workflow shell; features add their activities beside their use cases.</summary>
public static class WorkflowRegistration
{
    public static WebApplicationBuilder AddWorkflows(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Workflows").Get<WorkflowOptions>() ?? new WorkflowOptions();
        options.Check();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(s => new WorkflowActivities(s.GetServices<RegisteredActivity>().Select(r => (r.Type, r.Implementation))));
        builder.Services.AddSingleton(s => new WorkflowEngine(s.GetRequiredService<WorkflowActivities>().Catalogue));
        builder.Services.AddSingleton<DefinitionCache>();
        builder.Services.AddScoped<DefinitionLibrary>();
        builder.Services.AddScoped<Posts>();
        builder.Services.AddCalendarFiles();
        builder.Services.AddScoped<HumanTasks>();
        builder.Services.AddWorkflowActivity<HumanTaskActivity>();
        builder.Services.AddWorkflowActivity<NotifyActivity>();
        builder.Services.AddScoped<CaseRecorder>();
        builder.Services.AddScoped<CaseActivation>();
        builder.Services.AddScoped<CaseEvents>();
        builder.Services.AddScoped<StepFailures>();
        builder.Services.AddScoped<WorkflowRunner>();
        builder.Services.AddScoped<TaskCompletion>();
        builder.Services.AddScoped<MoveDueDates>();
        builder.Services.AddScoped<TimeRequests>();
        builder.Services.AddScoped<CaseStories>();
        builder.Services.AddScoped<CaseCheck>();
        builder.Services.AddScoped<CheckCases>();
        builder.Services.AddScoped<FireTimers>();
        builder.Services.AddRecurringJob<FireTimersJob>(FireTimersJob.Name, "* * * * *");
        builder.Services.AddRecurringJob<CheckCasesJob>(CheckCasesJob.Name, "*/15 * * * *");
        return builder;
    }

    /// <summary>Makes an activity known to definitions.</summary>
    public static IServiceCollection AddWorkflowActivity<T>(this IServiceCollection services) where T : class, IWorkflowActivity =>
        services.AddScoped<T>().AddSingleton(new RegisteredActivity(T.Type, typeof(T)));

    private sealed record RegisteredActivity(ActivityType Type, Type Implementation);
}
