"""What the packs say of lists, measures and procedures: the part of `Policies` for effects."""

from datetime import date

from mingjian.policy.lookup import dated, first_of_each, or_raise
from mingjian.policy.problems import UnknownList, UnknownMeasure, UnknownProcedure, UnknownTask
from mingjian.policy.schema import (
    Decider,
    ListDefinition,
    Measure,
    Pack,
    Procedure,
    RepairRules,
    Task,
)


class Shelf:
    """Lists, measures, procedures and the plan's tasks of all packs, the most local first."""

    packs: tuple[Pack, ...]

    def listing(self, list_id: str, on: date) -> ListDefinition:
        """Return the version of a list in force on `on`, or raise UnknownList."""
        found = (one for one in self.lists(on) if one.id == list_id)
        return or_raise(next(found, None), UnknownList, list_id, on)

    def lists(self, on: date) -> tuple[ListDefinition, ...]:
        """Return the red, black and watch lists in force on `on`, sorted by id."""
        return first_of_each(dated(self.packs, lambda pack: pack.lists, on))

    def every_list(self) -> tuple[ListDefinition, ...]:
        """Return every version of every list, historic ones too, sorted by id and first day."""
        versions = (one for pack in self.packs for one in pack.lists)
        return tuple(sorted(versions, key=lambda one: (one.id, one.effective_from or date.min)))

    def deciders(self, list_id: str, on: date) -> tuple[Decider, ...]:
        """Return who may decide a list on `on`, as the most local pack in force that names any.

        Empty where the packs do not tell.
        """
        for pack in self.packs:
            named = (one for one in pack.deciders if one.list == list_id and one.in_force(on))
            if pack.in_force(on) and (found := tuple(named)):
                return found
        return ()

    def lists_of_task(self, task_id: str) -> tuple[ListDefinition, ...]:
        """Return every version of the lists a task of the plan is about, or raise UnknownTask."""
        task = self.task(task_id)
        return tuple(one for one in self.every_list() if one.id in task.lists)

    def measures(self) -> tuple[Measure, ...]:
        """Return the measures that statutes name, sorted by id."""
        return first_of_each(m for pack in self.packs for m in pack.measures)

    def measure(self, measure_id: str) -> Measure:
        """Return a measure by its id, or raise UnknownMeasure."""
        found = (one for one in self.measures() if one.id == measure_id)
        return or_raise(next(found, None), UnknownMeasure, measure_id)

    def measures_for(self, list_id: str, matter: str) -> tuple[Measure, ...]:
        """Return what a live entry of an organisation in this list triggers in this matter.

        Only measures with their article, read and not recalled, that bind organisations: a ban
        on a listed person says nothing about a listed company.
        """
        found = (one for one in self._attaching(matter) if list_id in one.lists)
        return tuple(found)

    def measures_on_adverse(self, matter: str) -> tuple[Measure, ...]:
        """Return the supervisory steps that adverse information alone allows in this matter.

        Only where the information is related to the matter (浙江条例 23): that is for the asker.
        """
        return tuple(one for one in self._attaching(matter) if one.on_adverse)

    def procedure(self, procedure_id: str, on: date) -> Procedure:
        """Return the version of a procedure in force on `on`, or raise UnknownProcedure."""
        found = (one for one in self.procedures(on) if one.id == procedure_id)
        return or_raise(next(found, None), UnknownProcedure, procedure_id, on)

    def procedures(self, on: date) -> tuple[Procedure, ...]:
        """Return the procedures in force on `on`, sorted by id."""
        return first_of_each(dated(self.packs, lambda pack: pack.procedures, on))

    def repair_rules(self, on: date) -> tuple[RepairRules, ...]:
        """Return the sets of repair rules in force on `on`, sorted by id."""
        return first_of_each(dated(self.packs, lambda pack: pack.repair, on))

    def tasks(self) -> tuple[Task, ...]:
        """Return the tasks of the plans, in the plan's order."""
        return tuple(task for pack in self.packs for task in pack.tasks)

    def task(self, task_id: str) -> Task:
        """Return a task of the plan by its number, or raise UnknownTask."""
        found = (one for one in self.tasks() if one.id == task_id)
        return or_raise(next(found, None), UnknownTask, task_id)

    def _attaching(self, matter: str) -> tuple[Measure, ...]:
        return tuple(
            one
            for one in self.measures()
            if matter in one.matters and one.may_attach and one.binds_organisations
        )
