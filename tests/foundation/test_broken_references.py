"""What leads to nothing is found where readers meet it, and told to those who may mend it."""

import pytest
from django.core.files.base import ContentFile
from django_tasks_db.models import DBTaskResult
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, ReferenceIndex
from wagtail.tasks import update_reference_index_task

from academy_site.foundation.broken_references import broken_references
from academy_site.home.models import StandardPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def target(tree):
    return tree.page("target")


def linking(tree, html, slug="source", **kwargs) -> StandardPage:
    """Publish a page with this running text."""
    return indexed(tree.page(slug, body=[{"type": "text", "value": f"<p>{html}</p>"}], **kwargs))


def indexed(page):
    """Do what the worker does after a page is saved."""
    ReferenceIndex.create_or_update_for_object(page)
    return page


def page_link(page) -> str:
    return f'<a linktype="page" id="{page.pk}">there</a>'


def told(pages=None) -> list[tuple[str, str]]:
    pages = Page.objects.all() if pages is None else pages
    return [(fault.page.title, fault.why) for fault in broken_references(pages)]


def test_a_link_to_a_page_that_is_there_is_no_fault(tree, target):
    linking(tree, page_link(target))
    assert told() == []


def test_a_page_that_is_not_published(tree, target):
    linking(tree, page_link(target))
    target.unpublish()
    assert told() == [("Source", "leads to “Target”, which is not published")]


def test_a_page_that_is_gone(tree, target, django_capture_on_commit_callbacks):
    linking(tree, page_link(target))
    delete(target, django_capture_on_commit_callbacks)
    assert told() == [("Source", "leads to a page that is gone")]


def delete(thing, callbacks):
    """Delete it, and let the worker do what comes of it."""
    DBTaskResult.objects.all().delete()
    with callbacks(execute=True):
        thing.delete()
    for row in DBTaskResult.objects.filter(task_path=update_reference_index_task.module_path):
        update_reference_index_task.func(*row.args_kwargs["args"])
        row.delete()


def test_a_page_that_goes_with_what_links_to_it(tree, target, django_capture_on_commit_callbacks):
    linking(tree, page_link(target), slug="inside", parent=target)
    delete(StandardPage.objects.get(pk=target.pk), django_capture_on_commit_callbacks)
    assert told() == []


def test_a_page_that_is_not_for_everybody(tree, target):
    linking(tree, page_link(target))
    beside = tree.page("beside", parent=target)
    linking(tree, page_link(beside), slug="inside", parent=target)
    PageViewRestriction.objects.create(page=target, restriction_type="login")
    assert told() == [("Source", "leads to “Target”, which is not for everybody")]


def test_a_draft_is_nobodys_fault_yet(tree, target):
    source = linking(tree, page_link(target))
    target.unpublish()
    source.unpublish()
    assert told() == []


def test_documents(tree, django_capture_on_commit_callbacks):
    collection = Collection.objects.get(depth=1).add_child(name="Ours")
    plan = get_document_model().objects.create(
        title="Plan", file=ContentFile(b"x", name="plan.txt"), collection=collection
    )
    linking(tree, f'<a linktype="document" id="{plan.pk}">the plan</a>')
    assert told() == []
    restriction = CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    assert told() == [("Source", "leads to the document “Plan”, which is not for everybody")]
    restriction.delete()
    delete(plan, django_capture_on_commit_callbacks)
    assert told() == [("Source", "leads to a document that is gone")]


def test_a_fault_of_the_source_is_told_once(tree, target):
    source = linking(tree, page_link(target))
    translation = indexed(tree.translate(source))
    target.unpublish()
    assert told() == [("Source", "leads to “Target”, which is not published")]
    assert told(Page.objects.filter(pk=translation.pk)) == [
        ("Source (nl)", "leads to “Target”, which is not published")
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_cost_does_not_grow(tree, count, django_assert_num_queries, django_capture_on_commit_callbacks):
    for number in range(count):
        gone, hidden = tree.page(f"gone-{number}"), tree.page(f"hidden-{number}")
        linking(tree, page_link(gone) + page_link(hidden), slug=f"source-{number}")
        delete(gone, django_capture_on_commit_callbacks)
        hidden.unpublish()
    told()
    with django_assert_num_queries(5):
        assert len(told()) == count
